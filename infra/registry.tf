# (The list is null, not empty, in an account without repositories.) The build may push before any of this exists and then makes the repository itself: it is taken over, not made twice.
data "aws_ecr_repositories" "existing" {}

import {
  for_each = try(contains(data.aws_ecr_repositories.existing.names, var.ecr_repository), false) ? toset([var.ecr_repository]) : toset([])
  to       = aws_ecr_repository.image
  id       = each.value
}

resource "aws_ecr_repository" "image" {
  name                 = var.ecr_repository
  image_tag_mutability = var.ecr_immutable_tags ? "IMMUTABLE" : "MUTABLE"
  force_delete         = var.ecr_force_delete

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "AES256"
  }
}

resource "aws_ecr_lifecycle_policy" "image" {
  repository = aws_ecr_repository.image.name

  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Untagged after a week"
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 7 }
        action       = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "The newest ${var.ecr_keep_images}"
        selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = var.ecr_keep_images }
        action       = { type = "expire" }
      },
    ]
  })
}
