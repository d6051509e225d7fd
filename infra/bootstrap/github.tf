# Who may do what from GitHub. All of it is here and not in infra/, so that no role that CI wears can change what CI may do.
# Three roles: the build pushes images, the deploy reaches one namespace of one cluster, the plan reads.
locals {
  has_github = var.github_repository != ""
  owner      = split("/", var.github_repository)[0]
  name       = local.has_github ? split("/", var.github_repository)[1] : ""

  # Since July 2026 GitHub puts numbers into the subjects of repositories that are new, renamed or moved. Without the numbers here
  # any number of the same owner's name is taken: neither a branch nor an environment can hold the colon that would let a subject
  # reach over. With them nothing but the one repository matches.
  with_ids = "repo:${local.owner}@${coalesce(var.github_owner_id, "*")}/${local.name}@${coalesce(var.github_repository_id, "*")}"
  by_names = var.github_name_subjects ? ["repo:${var.github_repository}"] : []
  subjects = concat(local.by_names, [local.with_ids])

  roles = !local.has_github ? {} : {
    push   = { what = "ref:refs/heads/${var.build_branch}", policy = data.aws_iam_policy_document.push.json }
    deploy = { what = "environment:${var.deploy_environment}", policy = data.aws_iam_policy_document.deploy.json }
    plan   = { what = "pull_request", policy = data.aws_iam_policy_document.plan.json }
  }

  provider_arn = local.has_github ? (
    var.create_github_provider ? aws_iam_openid_connect_provider.github[0].arn : data.aws_iam_openid_connect_provider.github[0].arn
  ) : ""

  repository_arn = "arn:${local.partition}:ecr:${var.region}:${local.account}:repository/${var.ecr_repository}"
  cluster_arn    = "arn:${local.partition}:eks:${var.region}:${local.account}:cluster/${var.cluster_name}"
}

resource "aws_iam_openid_connect_provider" "github" {
  count          = local.has_github && var.create_github_provider ? 1 : 0
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_openid_connect_provider" "github" {
  count = local.has_github && !var.create_github_provider ? 1 : 0
  url   = "https://token.actions.githubusercontent.com"
}

data "aws_iam_policy_document" "trust" {
  for_each = local.roles

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = [for subject in local.subjects : "${subject}:${each.value.what}"]
    }
  }
}

resource "aws_iam_role" "ci" {
  for_each             = local.roles
  name                 = "${var.cluster_name}-ci-${each.key}"
  assume_role_policy   = data.aws_iam_policy_document.trust[each.key].json
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "ci" {
  for_each = local.roles
  name     = each.key
  role     = aws_iam_role.ci[each.key].id
  policy   = each.value.policy
}

output "role_arns" {
  description = "push: the repository's secret AWS_ROLE_ARN. deploy: the secret of the same name in the environment. plan: for pull requests."
  value       = { for name, role in aws_iam_role.ci : name => role.arn }
}
