module "database" {
  source = "./modules/database"
  count  = local.is_eks && var.database_enabled ? 1 : 0

  name                = local.name
  vpc_id              = module.network.vpc_id
  subnet_ids          = module.network.database_subnet_ids
  client_group_id     = module.cluster[0].security_group_id
  instance_class      = var.db_instance_class
  engine_version      = var.db_engine_version
  storage_gb          = var.db_storage_gb
  multi_az            = var.db_multi_az
  backup_days         = var.db_backup_days
  password            = var.db_password
  managed_password    = var.db_managed_password
  final_snapshot      = var.db_final_snapshot
  deletion_protection = var.deletion_protection
  recovery_days       = var.secret_recovery_days
  log_retention_days  = var.log_retention_days
}
