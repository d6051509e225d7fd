module "cache" {
  source = "./modules/cache"
  count  = local.is_eks && var.cache_enabled ? 1 : 0

  name            = local.name
  vpc_id          = module.network.vpc_id
  subnet_ids      = module.network.database_subnet_ids
  client_group_id = module.cluster[0].security_group_id
  node_type       = var.cache_node_type
  replicas        = var.cache_replicas
}
