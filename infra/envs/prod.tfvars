# The production shape: three zones, a standby database, two caches. About $500 a month, $0.69 an hour (mmlab cost prod).
region       = "eu-north-1"
cluster_name = "mm-devops-prod"

az_count            = 3
nat                 = "per-az"
interface_endpoints = ["ecr.api", "ecr.dkr"] # pulling images does not hang on NAT

node_architecture   = "arm64"
node_instance_types = ["t4g.medium"]
node_count          = { min = 3, max = 6, desired = 3 }
cluster_log_types   = ["audit", "authenticator"]
log_retention_days  = 30

db_instance_class = "db.t4g.medium"
db_multi_az       = true
db_backup_days    = 14

cache_node_type = "cache.t4g.small"
cache_replicas  = 2

budget_usd = 550
