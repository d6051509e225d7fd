# One small instance with SQLite, files in S3. About $19 a month (mmlab cost one-box).
region       = "eu-north-1"
cluster_name = "mm-devops-box"
workspace    = "one-box"
shape        = "one-box"

az_count       = 2
ecr_repository = "mattermost-box"

s3_force_destroy = true
ecr_force_delete = true
budget_usd       = 25
