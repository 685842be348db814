-- View current configuration
SELECT * FROM partition_config;

-- Update retention period (e.g., 18 months instead of 12)
UPDATE partition_config
SET retention_months = 18
WHERE table_name = 'events';

-- Update number of future partitions to create (e.g., 12 months ahead)
UPDATE partition_config
SET future_partitions = 12
WHERE table_name = 'events';

-- Get partition health summary
SELECT * FROM partition_health_summary();

-- List all partitions
SELECT * FROM list_partitions();

-- List partitions for specific table
SELECT * FROM list_partitions('events');

-- Create future partitions (6 months ahead)
SELECT * FROM create_future_partitions('events', 6);

-- Analyze partitions
SELECT * FROM analyze_partitions('events');

-- Vacuum partitions
SELECT * FROM vacuum_partitions('events', false);

-- Preview cleanup (dry run)
SELECT * FROM drop_old_partitions('events', 12, true);

-- Actually drop old partitions
SELECT * FROM drop_old_partitions('events', 12, false);

-- Run full maintenance
SELECT * FROM run_partition_maintenance(NULL, false);

SELECT * FROM partition_health_summary();

SELECT * FROM partition_metadata
WHERE parent_table = 'events'
ORDER BY partition_date DESC;

-- Retain events for 24 months
UPDATE partition_config
SET retention_months = 24
WHERE table_name = 'events';

-- Retain goal completions for 6 months
UPDATE partition_config
SET retention_months = 6
WHERE table_name = 'goal_completions';

-- Only scans partitions for January 2025
SELECT * FROM events
WHERE timestamp >= '2025-01-01' AND timestamp < '2025-02-01';

-- Manually create partition for specific month
SELECT create_events_partition('2025-06-01'::DATE);

-- Drop management tables
DROP TABLE IF EXISTS partition_metadata CASCADE;
DROP TABLE IF EXISTS partition_config CASCADE;

-- Drop functions
DROP FUNCTION IF EXISTS create_future_partitions CASCADE;
DROP FUNCTION IF EXISTS drop_old_partitions CASCADE;
DROP FUNCTION IF EXISTS analyze_partitions CASCADE;
DROP FUNCTION IF EXISTS vacuum_partitions CASCADE;
DROP FUNCTION IF EXISTS list_partitions CASCADE;
DROP FUNCTION IF EXISTS partition_health_summary CASCADE;
DROP FUNCTION IF EXISTS run_partition_maintenance CASCADE;
