-- The last look before a DROP TABLE. Locks the detached table in ACCESS EXCLUSIVE mode.
select kalends.confirm_drop(:target_schema::name, :target::name)
