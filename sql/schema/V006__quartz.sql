-- Schedules, their ticks, and the tables of Quartz. These are Quartz 2.5.2's org/quartz/impl/jdbcjobstore/tables_postgres.sql, without DROP and COMMIT.

alter table kalends.process
  add column serves_since timestamptz,
  add column schedules_on boolean not null default true;

comment on column kalends.process.serves_since is 'Since when it is a server, which carries out requests and schedules; null: it is one command.';
comment on column kalends.process.schedules_on is 'Whether a server carries out schedules: false where ENABLE_PARTITION_MAINTENANCE=false.';

create table kalends.schedule (
  name text primary key,
  job text not null,
  parameters jsonb not null default '{}',
  cron text not null,
  time_zone text not null default 'UTC',
  misfire text not null default 'fire',
  enabled boolean not null default true,
  changed_by text not null default session_user,
  changed_at timestamptz not null default clock_timestamp(),
  constraint "name must be 1 to 60 lower-case letters, digits and dashes" check (name ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  constraint "misfire must be fire or skip" check (misfire in ('fire', 'skip'))
);

comment on table kalends.schedule is 'What the servers run, and when: the truth at run time. kalends.set_schedule() and kalends schedule set change it; so may you.';
comment on column kalends.schedule.cron is 'minute hour day-of-month month day-of-week, as Unix and Kubernetes have it; with six fields the first is the second.';
comment on column kalends.schedule.time_zone is 'The cron is wall-clock time of this zone.';
comment on column kalends.schedule.misfire is 'What a tick does that comes more than a minute late: fire, once, or skip.';

create table kalends.schedule_default (
  name text primary key,
  offered_at timestamptz not null default clock_timestamp()
);

comment on table kalends.schedule_default is 'The schedules of the configuration that were written to kalends.schedule once: what a person has changed or removed since stays so.';

create table kalends.tick (
  schedule text not null,
  due_at timestamptz not null,
  job text not null,
  parameters jsonb not null default '{}',
  state text not null,
  owner text,
  run_id bigint,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  message text,
  primary key (schedule, due_at),
  constraint "state must be one of the six that are listed"
    check (state in ('waiting', 'running', 'done', 'failed', 'skipped', 'disabled'))
);
create index tick_open on kalends.tick (due_at) where state in ('waiting', 'running');

comment on table kalends.tick is 'One row per moment at which a schedule was due: whoever inserts it runs it, so no moment is run twice. Kept for 90 days.';
comment on column kalends.tick.owner is 'The server that took it: while it is alive, nobody else does.';

create table kalends.qrtz_job_details (
  sched_name varchar(120) not null,
  job_name varchar(200) not null,
  job_group varchar(200) not null,
  description varchar(250) null,
  job_class_name varchar(250) not null,
  is_durable bool not null,
  is_nonconcurrent bool not null,
  is_update_data bool not null,
  requests_recovery bool not null,
  job_data bytea null,
  primary key (sched_name, job_name, job_group)
);

create table kalends.qrtz_triggers (
  sched_name varchar(120) not null,
  trigger_name varchar(200) not null,
  trigger_group varchar(200) not null,
  job_name varchar(200) not null,
  job_group varchar(200) not null,
  description varchar(250) null,
  next_fire_time bigint null,
  prev_fire_time bigint null,
  priority integer null,
  trigger_state varchar(16) not null,
  trigger_type varchar(8) not null,
  start_time bigint not null,
  end_time bigint null,
  calendar_name varchar(200) null,
  misfire_instr smallint null,
  job_data bytea null,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, job_name, job_group) references kalends.qrtz_job_details (sched_name, job_name, job_group)
);

create table kalends.qrtz_simple_triggers (
  sched_name varchar(120) not null,
  trigger_name varchar(200) not null,
  trigger_group varchar(200) not null,
  repeat_count bigint not null,
  repeat_interval bigint not null,
  times_triggered bigint not null,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group) references kalends.qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table kalends.qrtz_cron_triggers (
  sched_name varchar(120) not null,
  trigger_name varchar(200) not null,
  trigger_group varchar(200) not null,
  cron_expression text not null,
  time_zone_id varchar(80),
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group) references kalends.qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table kalends.qrtz_simprop_triggers (
  sched_name varchar(120) not null,
  trigger_name varchar(200) not null,
  trigger_group varchar(200) not null,
  str_prop_1 varchar(512) null,
  str_prop_2 varchar(512) null,
  str_prop_3 varchar(512) null,
  int_prop_1 int null,
  int_prop_2 int null,
  long_prop_1 bigint null,
  long_prop_2 bigint null,
  dec_prop_1 numeric(13, 4) null,
  dec_prop_2 numeric(13, 4) null,
  bool_prop_1 bool null,
  bool_prop_2 bool null,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group) references kalends.qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table kalends.qrtz_blob_triggers (
  sched_name varchar(120) not null,
  trigger_name varchar(200) not null,
  trigger_group varchar(200) not null,
  blob_data bytea null,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group) references kalends.qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table kalends.qrtz_calendars (
  sched_name varchar(120) not null,
  calendar_name varchar(200) not null,
  calendar bytea not null,
  primary key (sched_name, calendar_name)
);

create table kalends.qrtz_paused_trigger_grps (
  sched_name varchar(120) not null,
  trigger_group varchar(200) not null,
  primary key (sched_name, trigger_group)
);

create table kalends.qrtz_fired_triggers (
  sched_name varchar(120) not null,
  entry_id varchar(95) not null,
  trigger_name varchar(200) not null,
  trigger_group varchar(200) not null,
  instance_name varchar(200) not null,
  fired_time bigint not null,
  sched_time bigint not null,
  priority integer not null,
  state varchar(16) not null,
  job_name varchar(200) null,
  job_group varchar(200) null,
  is_nonconcurrent bool null,
  requests_recovery bool null,
  primary key (sched_name, entry_id)
);

create table kalends.qrtz_scheduler_state (
  sched_name varchar(120) not null,
  instance_name varchar(200) not null,
  last_checkin_time bigint not null,
  checkin_interval bigint not null,
  primary key (sched_name, instance_name)
);

create table kalends.qrtz_locks (
  sched_name varchar(120) not null,
  lock_name varchar(40) not null,
  primary key (sched_name, lock_name)
);

create index qrtz_j_req_recovery on kalends.qrtz_job_details (sched_name, requests_recovery);
create index qrtz_j_grp on kalends.qrtz_job_details (sched_name, job_group);

create index qrtz_t_j on kalends.qrtz_triggers (sched_name, job_name, job_group);
create index qrtz_t_jg on kalends.qrtz_triggers (sched_name, job_group);
create index qrtz_t_c on kalends.qrtz_triggers (sched_name, calendar_name);
create index qrtz_t_g on kalends.qrtz_triggers (sched_name, trigger_group);
create index qrtz_t_state on kalends.qrtz_triggers (sched_name, trigger_state);
create index qrtz_t_n_state on kalends.qrtz_triggers (sched_name, trigger_name, trigger_group, trigger_state);
create index qrtz_t_n_g_state on kalends.qrtz_triggers (sched_name, trigger_group, trigger_state);
create index qrtz_t_next_fire_time on kalends.qrtz_triggers (sched_name, next_fire_time);
create index qrtz_t_nft_st on kalends.qrtz_triggers (sched_name, trigger_state, next_fire_time);
create index qrtz_t_nft_misfire on kalends.qrtz_triggers (sched_name, misfire_instr, next_fire_time);
create index qrtz_t_nft_st_misfire on kalends.qrtz_triggers (sched_name, misfire_instr, next_fire_time, trigger_state);
create index qrtz_t_nft_st_misfire_grp on kalends.qrtz_triggers (sched_name, misfire_instr, next_fire_time, trigger_group, trigger_state);

create index qrtz_ft_trig_inst_name on kalends.qrtz_fired_triggers (sched_name, instance_name);
create index qrtz_ft_inst_job_req_rcvry on kalends.qrtz_fired_triggers (sched_name, instance_name, requests_recovery);
create index qrtz_ft_j_g on kalends.qrtz_fired_triggers (sched_name, job_name, job_group);
create index qrtz_ft_jg on kalends.qrtz_fired_triggers (sched_name, job_group);
create index qrtz_ft_t_g on kalends.qrtz_fired_triggers (sched_name, trigger_name, trigger_group);
create index qrtz_ft_tg on kalends.qrtz_fired_triggers (sched_name, trigger_group);

-- claim_request has learnt to pass over what is in somebody's way, finish_request to ask whose the request is.
create index request_running on kalends.request (job) where state = 'running';
drop function if exists kalends.claim_request(text, interval);
drop function if exists kalends.finish_request(bigint, text, bigint, text);

insert into kalends.schema_version (version) values (6);
