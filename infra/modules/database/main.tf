variable "name" { type = string }
variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }
variable "client_group_id" { type = string }
variable "instance_class" { type = string }
variable "engine_version" { type = string }
variable "storage_gb" { type = object({ initial = number, max = number }) }
variable "multi_az" { type = bool }
variable "backup_days" { type = number }
variable "managed_password" { type = bool }
variable "final_snapshot" { type = bool }
variable "deletion_protection" { type = bool }
variable "recovery_days" { type = number }
variable "log_retention_days" { type = number }

variable "password" {
  type      = string
  sensitive = true
}

# Without a given password one is made once and kept; RDS refuses the four characters that are left out.
data "aws_secretsmanager_random_password" "this" {
  password_length            = 40
  exclude_characters         = "/@\"' \\"
  require_each_included_type = true
}

resource "terraform_data" "password" {
  input = data.aws_secretsmanager_random_password.this.random_password

  lifecycle {
    ignore_changes = [input]
  }
}

locals {
  password = coalesce(var.password, terraform_data.password.output)
  user     = "mattermost"
  database = "mattermost"
}

resource "aws_secretsmanager_secret" "this" {
  count                   = var.managed_password ? 0 : 1
  name                    = "${var.name}/database"
  description             = "Password of the database's user"
  recovery_window_in_days = var.recovery_days
}

resource "aws_secretsmanager_secret_version" "this" {
  count         = var.managed_password ? 0 : 1
  secret_id     = aws_secretsmanager_secret.this[0].id
  secret_string = jsonencode({ username = local.user, password = local.password })
}

resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.subnet_ids
}

resource "aws_security_group" "this" {
  name        = "${var.name}-database"
  description = "PostgreSQL from the cluster"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  security_group_id            = aws_security_group.this.id
  description                  = "PostgreSQL from the cluster"
  referenced_security_group_id = var.client_group_id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_db_parameter_group" "this" {
  name   = "${var.name}-postgres${var.engine_version}"
  family = "postgres${var.engine_version}"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/rds/instance/${var.name}/postgresql"
  retention_in_days = var.log_retention_days
}

resource "aws_db_instance" "this" {
  identifier     = var.name
  engine         = "postgres"
  engine_version = var.engine_version
  instance_class = var.instance_class
  multi_az       = var.multi_az

  db_name                     = local.database
  username                    = local.user
  password                    = var.managed_password ? null : local.password
  manage_master_user_password = var.managed_password ? true : null

  storage_type          = "gp3"
  storage_encrypted     = true
  allocated_storage     = var.storage_gb.initial
  max_allocated_storage = var.storage_gb.max

  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.this.id]
  parameter_group_name   = aws_db_parameter_group.this.name
  publicly_accessible    = false

  backup_retention_period         = var.backup_days
  delete_automated_backups        = true
  copy_tags_to_snapshot           = true
  skip_final_snapshot             = !var.final_snapshot
  final_snapshot_identifier       = "${var.name}-final"
  deletion_protection             = var.deletion_protection
  auto_minor_version_upgrade      = true
  apply_immediately               = true
  enabled_cloudwatch_logs_exports = ["postgresql"]

  depends_on = [aws_cloudwatch_log_group.this]
}

output "address" { value = aws_db_instance.this.address }
output "user" { value = local.user }
output "database" { value = local.database }
output "secret_arn" {
  value = var.managed_password ? aws_db_instance.this.master_user_secret[0].secret_arn : aws_secretsmanager_secret.this[0].arn
}

output "engine_version" { value = aws_db_instance.this.engine_version }
output "forces_tls" { value = contains([for parameter in aws_db_parameter_group.this.parameter : "${parameter.name}=${parameter.value}"], "rds.force_ssl=1") }
output "is_private_and_encrypted" { value = aws_db_instance.this.storage_encrypted && !aws_db_instance.this.publicly_accessible }
