-- Completes a DETACH CONCURRENTLY that was interrupted. Locks: SHARE UPDATE EXCLUSIVE on the parent, ACCESS EXCLUSIVE on the partition.
alter table ${parent} detach partition ${partition} finalize
