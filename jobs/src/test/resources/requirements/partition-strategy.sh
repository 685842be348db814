# Get partition health summary
curl -X GET http://localhost:3001/api/v1/partitions/health \
  -H "Authorization: Bearer YOUR_TOKEN"

# List all partitions
curl -X GET http://localhost:3001/api/v1/partitions/list \
  -H "Authorization: Bearer YOUR_TOKEN"

# List partitions for specific table
curl -X GET "http://localhost:3001/api/v1/partitions/list?table=events" \
  -H "Authorization: Bearer YOUR_TOKEN"

# Create future partitions (6 months ahead)
curl -X POST http://localhost:3001/api/v1/partitions/create \
  -H "Authorization: Bearer YOUR_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"table": "events", "monthsAhead": 6}'

# Analyze partitions (update statistics)
curl -X POST http://localhost:3001/api/v1/partitions/analyze \
  -H "Authorization: Bearer YOUR_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"table": "events"}'

# Vacuum partitions (reclaim storage)
curl -X POST http://localhost:3001/api/v1/partitions/vacuum \
  -H "Authorization: Bearer YOUR_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"table": "events", "full": false}'

# Preview cleanup (dry run)
curl -X POST http://localhost:3001/api/v1/partitions/cleanup \
  -H "Authorization: Bearer YOUR_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"table": "events", "retentionMonths": 12, "dryRun": true}'

# Actually drop old partitions (CAUTION: This deletes data!)
curl -X POST http://localhost:3001/api/v1/partitions/cleanup \
  -H "Authorization: Bearer YOUR_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"table": "events", "retentionMonths": 12, "dryRun": false}'

# Trigger full maintenance manually
curl -X POST http://localhost:3001/api/v1/partitions/maintenance \
  -H "Authorization: Bearer YOUR_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"dryRun": true}'

# Preview what would be deleted (DRY RUN)
curl -X POST http://localhost:3001/api/v1/partitions/cleanup \
  -H "Authorization: Bearer YOUR_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"table": "events", "retentionMonths": 12, "dryRun": true}'

# Actually delete old partitions (CAUTION!)
curl -X POST http://localhost:3001/api/v1/partitions/cleanup \
  -H "Authorization: Bearer YOUR_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"table": "events", "retentionMonths": 12, "dryRun": false}'

# Check maintenance status
curl -X GET http://localhost:3001/api/v1/partitions/status \
  -H "Authorization: Bearer YOUR_TOKEN"

# Manually trigger cleanup (dry run first)
curl -X POST http://localhost:3001/api/v1/partitions/cleanup \
  -H "Authorization: Bearer YOUR_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"table": "events", "retentionMonths": 12, "dryRun": true}'

# Analyze partitions to update statistics
curl -X POST http://localhost:3001/api/v1/partitions/analyze \
  -H "Authorization: Bearer YOUR_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"table": "events"}'

# Vacuum partitions to reclaim storage
curl -X POST http://localhost:3001/api/v1/partitions/vacuum \
  -H "Authorization: Bearer YOUR_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{"table": "events", "full": false}'
