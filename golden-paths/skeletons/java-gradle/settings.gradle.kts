rootProject.name = "skeleton-service"
