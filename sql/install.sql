-- Installs Kalends into a database, or brings it up to date, without Java:  psql "$DATABASE_URL" -f sql/install.sql
-- The jobs take such a database over as it is. Safe to run again; all of it is one transaction.
\set ON_ERROR_STOP on
begin;
set local client_min_messages = warning;
set local check_function_bodies = off;
create schema if not exists kalends;
select to_regclass('kalends.schema_version') is null as new_here \gset
\if :new_here
  \ir schema/V001__kalends.sql
\endif
select not exists (select from kalends.schema_version where version = 2) as wanted \gset
\if :wanted
  \ir schema/V002__batch.sql
\endif
select not exists (select from kalends.schema_version where version = 3) as wanted \gset
\if :wanted
  \ir schema/V003__migration.sql
\endif
select not exists (select from kalends.schema_version where version = 4) as wanted \gset
\if :wanted
  \ir schema/V004__throttle.sql
\endif
\ir functions/R__advance.sql
\ir functions/R__analyze_partitions.sql
\ir functions/R__beat.sql
\ir functions/R__blockers.sql
\ir functions/R__book_detached.sql
\ir functions/R__boolean_option.sql
\ir functions/R__bound_literal.sql
\ir functions/R__build_partitions.sql
\ir functions/R__build_shadow.sql
\ir functions/R__catch_all_slice.sql
\ir functions/R__choice_option.sql
\ir functions/R__choose_key.sql
\ir functions/R__choose_partition_column.sql
\ir functions/R__claim_request.sql
\ir functions/R__confirm_drop.sql
\ir functions/R__create_events_partition.sql
\ir functions/R__create_future_partitions.sql
\ir functions/R__create_goal_completions_partition.sql
\ir functions/R__create_insert_view.sql
\ir functions/R__create_monthly_partition.sql
\ir functions/R__create_partition_at.sql
\ir functions/R__create_statements.sql
\ir functions/R__create_table_statement.sql
\ir functions/R__doctor.sql
\ir functions/R__drain_statements.sql
\ir functions/R__drop_blocker.sql
\ir functions/R__drop_old_partitions.sql
\ir functions/R__drop_statements.sql
\ir functions/R__end_of_list.sql
\ir functions/R__evict.sql
\ir functions/R__fence.sql
\ir functions/R__find_column.sql
\ir functions/R__find_migration.sql
\ir functions/R__find_partitioned_table.sql
\ir functions/R__find_partman.sql
\ir functions/R__find_table.sql
\ir functions/R__find_unmanaged.sql
\ir functions/R__finish_request.sql
\ir functions/R__fit_name.sql
\ir functions/R__free_name.sql
\ir functions/R__has_rows.sql
\ir functions/R__health.sql
\ir functions/R__identifier_parts.sql
\ir functions/R__in_window.sql
\ir functions/R__index_tail.sql
\ir functions/R__inherited_properties.sql
\ir functions/R__insert_making_room.sql
\ir functions/R__integer_option.sql
\ir functions/R__is_evicted.sql
\ir functions/R__is_read_by_generated.sql
\ir functions/R__is_usable_time_zone.sql
\ir functions/R__list_partitions.sql
\ir functions/R__locked_tables.sql
\ir functions/R__maintain_fault.sql
\ir functions/R__make_room.sql
\ir functions/R__managed_tables.sql
\ir functions/R__map_columns.sql
\ir functions/R__map_indexes.sql
\ir functions/R__map_option.sql
\ir functions/R__mark_seen.sql
\ir functions/R__matches_table.sql
\ir functions/R__may_act_as_owner.sql
\ir functions/R__may_maintain.sql
\ir functions/R__migration_periods.sql
\ir functions/R__migration_transitions.sql
\ir functions/R__mirror_statements.sql
\ir functions/R__missing_partitions.sql
\ir functions/R__name_option.sql
\ir functions/R__new_migration.sql
\ir functions/R__note_intent.sql
\ir functions/R__note_throttle.sql
\ir functions/R__partition_activity.sql
\ir functions/R__partition_bounds.sql
\ir functions/R__partition_health_summary.sql
\ir functions/R__partition_name.sql
\ir functions/R__partitions.sql
\ir functions/R__perform.sql
\ir functions/R__perform_action.sql
\ir functions/R__period_step.sql
\ir functions/R__periods.sql
\ir functions/R__plan_analyze.sql
\ir functions/R__plan_create.sql
\ir functions/R__plan_drop.sql
\ir functions/R__plan_maintenance.sql
\ir functions/R__plan_record.sql
\ir functions/R__plan_vacuum.sql
\ir functions/R__prepare_migration.sql
\ir functions/R__probe_throttle.sql
\ir functions/R__process_is_live.sql
\ir functions/R__reattach_partition.sql
\ir functions/R__record_partitions.sql
\ir functions/R__register.sql
\ir functions/R__release_lease.sql
\ir functions/R__request_job.sql
\ir functions/R__request_status.sql
\ir functions/R__rights_fault.sql
\ir functions/R__run_partition_maintenance.sql
\ir functions/R__run_summary.sql
\ir functions/R__set_policy.sql
\ir functions/R__set_throttle.sql
\ir functions/R__settle_intent.sql
\ir functions/R__settle_intents.sql
\ir functions/R__snake_case.sql
\ir functions/R__split_list.sql
\ir functions/R__statistics_fingerprint.sql
\ir functions/R__table_fault.sql
\ir functions/R__take_lease.sql
\ir functions/R__throttle_of.sql
\ir functions/R__throttle_query.sql
\ir functions/R__throttle_signals.sql
\ir functions/R__type_name.sql
\ir functions/R__unmirror_statements.sql
\ir functions/R__usable_keys.sql
\ir functions/R__vacuum_partitions.sql
\ir functions/R__version.sql
\ir functions/R__widens.sql
\ir functions/R__write_ledger.sql
\ir functions/R__zz_rights.sql
commit;
