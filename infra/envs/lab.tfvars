# The lab: everything that production has, as small as it goes. About $140 a month, $0.19 an hour (mmlab cost lab).
region       = "eu-north-1"
cluster_name = "mm-devops-lab"
workspace    = "lab"

az_count = 2
nat      = "instance"

node_architecture   = "arm64"
node_instance_types = ["t4g.medium", "t4g.large"]
node_spot           = true
node_count          = { min = 1, max = 3, desired = 2 }

db_instance_class = "db.t4g.micro"
db_backup_days    = 1
db_storage_gb     = { initial = 20, max = 20 }

cache_enabled  = false # one replica needs none; the chart can bring a Redis of its own
efs_enabled    = true
ecr_repository = "mattermost-lab"

s3_force_destroy = true
ecr_force_delete = true
budget_usd       = 150
