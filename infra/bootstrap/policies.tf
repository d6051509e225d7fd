data "aws_iam_policy_document" "push" {
  statement {
    sid       = "Token"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement { # creating: the build works while nothing else exists
    sid = "Push"
    actions = [
      "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:CreateRepository", "ecr:DescribeImages",
      "ecr:DescribeImageScanFindings", "ecr:DescribeRepositories", "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload",
      "ecr:ListImages", "ecr:PutImage", "ecr:UploadLayerPart",
    ]
    resources = [local.repository_arn]
  }
}

data "aws_iam_policy_document" "deploy" {
  statement {
    sid       = "Cluster"
    actions   = ["eks:DescribeCluster"]
    resources = [local.cluster_arn]
  }

  statement {
    sid       = "ImageDigest"
    actions   = ["ecr:DescribeImages", "ecr:BatchGetImage", "ecr:DescribeRepositories"]
    resources = [local.repository_arn]
  }
}

# Enough for `terraform plan -lock=false` and for nothing that changes or reads what people wrote.
data "aws_iam_policy_document" "plan" {
  statement {
    sid = "Look"
    actions = [
      "ec2:Describe*", "ec2:GetManagedPrefixListEntries", "eks:Describe*", "eks:List*", "rds:Describe*", "rds:ListTagsForResource",
      "elasticache:Describe*", "elasticache:ListTagsForResource", "elasticfilesystem:Describe*", "elasticfilesystem:ListTagsForResource",
      "ecr:Describe*", "ecr:GetLifecyclePolicy", "ecr:GetRepositoryPolicy", "ecr:ListTagsForResource",
      "iam:GetRole", "iam:GetRolePolicy", "iam:GetPolicy", "iam:GetPolicyVersion", "iam:GetInstanceProfile", "iam:GetOpenIDConnectProvider",
      "iam:List*", "logs:DescribeLogGroups", "logs:ListTagsForResource", "route53:Get*", "route53:List*", "acm:DescribeCertificate",
      "acm:ListTagsForCertificate", "budgets:ViewBudget", "budgets:ListTagsForResource", "secretsmanager:DescribeSecret",
      "secretsmanager:GetResourcePolicy", "secretsmanager:GetRandomPassword", "ssm:DescribeParameters", "ssm:ListTagsForResource",
    ]
    resources = ["*"]
  }

  statement {
    sid       = "Parameters"
    actions   = ["ssm:GetParameter", "ssm:GetParameters"]
    resources = ["arn:${local.partition}:ssm:${var.region}::parameter/aws/service/*"]
  }

  statement { # the bucket's properties, not its objects
    sid = "FilesBucket"
    actions = [
      "s3:GetBucket*", "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration", "s3:GetAccelerateConfiguration",
      "s3:GetReplicationConfiguration", "s3:ListBucket",
    ]
    resources = ["arn:${local.partition}:s3:::${var.cluster_name}-files-${local.account}"]
  }

  statement {
    sid       = "StateList"
    actions   = ["s3:ListBucket"]
    resources = ["arn:${local.partition}:s3:::${local.state_bucket}"]
  }

  statement { # the state holds the database's password: pull requests are from people who may push branches; forks get no token
    sid       = "StateRead"
    actions   = ["s3:GetObject"]
    resources = ["arn:${local.partition}:s3:::${local.state_bucket}/infra.tfstate"]
  }

  statement {
    sid       = "Secret"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["arn:${local.partition}:secretsmanager:${var.region}:${local.account}:secret:${var.cluster_name}/database-*"]
  }
}
