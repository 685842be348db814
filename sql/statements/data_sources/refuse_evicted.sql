-- Has somebody taken this process for dead, and its work over? Then its new connection is refused (KA001), so that it can change nothing any more.
do $$
declare
  refused boolean := false;
begin
  begin
    refused := exists (select from kalends.process p where p.owner = current_setting('application_name') and p.backend_start is null);
  exception when undefined_table or invalid_schema_name or insufficient_privilege then
    null; -- whoever asks for more says what is missing
  end;
  if refused then
    raise exception 'this process was paused, taken for dead, and its work taken over'
      using errcode = 'KA001', hint = 'Nothing is to be done: the other one goes on. kalends runs list shows it.';
  end if;
end
$$
