locals {
  access_policy = "arn:${var.partition}:eks::aws:cluster-access-policy"
}

resource "aws_eks_access_entry" "admin" {
  for_each      = toset(var.admins)
  cluster_name  = aws_eks_cluster.this.name
  principal_arn = each.value
}

resource "aws_eks_access_policy_association" "admin" {
  for_each      = toset(var.admins)
  cluster_name  = aws_eks_cluster.this.name
  principal_arn = aws_eks_access_entry.admin[each.value].principal_arn
  policy_arn    = "${local.access_policy}/AmazonEKSClusterAdminPolicy"

  access_scope {
    type = "cluster"
  }
}

# Whoever deploys rules one namespace. What that policy does not cover (the namespace itself, monitors) the group is given by
# infra/access/deployers.yaml.
resource "aws_eks_access_entry" "deployer" {
  for_each          = var.deployers
  cluster_name      = aws_eks_cluster.this.name
  principal_arn     = each.value
  kubernetes_groups = ["mattermost-deployers"]
}

resource "aws_eks_access_policy_association" "deployer" {
  for_each      = var.deployers
  cluster_name  = aws_eks_cluster.this.name
  principal_arn = aws_eks_access_entry.deployer[each.value].principal_arn
  policy_arn    = "${local.access_policy}/AmazonEKSAdminPolicy"

  access_scope {
    type       = "namespace"
    namespaces = [var.namespace]
  }
}
