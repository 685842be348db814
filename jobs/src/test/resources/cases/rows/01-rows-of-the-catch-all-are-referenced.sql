-- Rows of the catch-all are referenced ON DELETE CASCADE: moving them would delete the rows that reference them.
create table orders (id bigint not null, at timestamptz not null, primary key (id, at)) partition by range (at);
-- months: orders -1 -1
create table orders_default partition of orders default;
create table items (id bigint, order_id bigint, at timestamptz,
  foreign key (order_id, at) references orders (id, at) on delete cascade);
insert into orders select i, timestamptz '{month 0}' + i * interval '1 second' from generate_series(1, 50) i;
insert into items select id, id, at from orders;
-- $ register public.orders --keep-forever
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: critical public.orders: this moment has no partition: rows go to the catch-all
-- has: rows lie in the catch-all
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning headroom
-- $ plan
-- has: blocked public.orders, drain orders_{_month 0}: foreign key items_order_id_at_fkey of public.items references rows of the catch-all ON DELETE CASCADE
-- $ run maintenance
-- => 1
-- has: drain refused: foreign key items_order_id_at_fkey of public.items
-- has: Drop the key, run again, and add it NOT VALID, then VALIDATE it.
-- ask: select (select count(*) from orders), (select count(*) from items)
-- row: 50|50
-- $ health
-- => 3
-- has: rows lie in the catch-all
-- has: critical public.
-- finds: critical present_missing
-- finds: warning catch_all_rows
