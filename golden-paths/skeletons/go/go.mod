module skeleton-service

go 1.24
