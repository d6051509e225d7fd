module "cluster" {
  source = "./modules/cluster"
  count  = local.is_eks ? 1 : 0

  name                = local.name
  kubernetes_version  = var.kubernetes_version
  subnet_ids          = module.network.private_subnet_ids
  public_access_cidrs = var.cluster_public_access_cidrs
  log_types           = var.cluster_log_types
  log_retention_days  = var.log_retention_days
  addons              = var.addons
  admins              = var.cluster_admins
  deployers           = data.aws_iam_roles.deployer.arns
  namespace           = var.namespace
  partition           = local.partition
  tags                = local.tags

  nodes = {
    architecture   = var.node_architecture
    instance_types = var.node_instance_types
    spot           = var.node_spot
    count          = var.node_count
    disk_gb        = var.node_disk_gb
  }
}

# The role that bootstrap made for deploy-eks.yml; none before bootstrap knows the repository.
data "aws_iam_roles" "deployer" {
  name_regex = "^${local.name}-ci-deploy$"
}
