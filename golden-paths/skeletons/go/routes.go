package main

import (
	"encoding/json"
	"net/http"
)

const name = "skeleton-service"

func routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", answer(map[string]string{"status": "UP"}))
	mux.HandleFunc("GET /{$}", answer(map[string]string{"service": name}))
	return mux
}

func answer(content map[string]string) http.HandlerFunc {
	return func(writer http.ResponseWriter, _ *http.Request) {
		writer.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(writer).Encode(content)
	}
}
