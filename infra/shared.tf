module "shared" {
  source = "./modules/shared"
  count  = local.is_eks && var.efs_enabled ? 1 : 0

  name            = local.name
  vpc_id          = module.network.vpc_id
  subnets         = module.network.private_subnets
  client_group_id = module.cluster[0].security_group_id
}
