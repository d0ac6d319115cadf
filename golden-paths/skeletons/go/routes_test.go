package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func asked(path string) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	routes().ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, path, nil))
	return recorder
}

func TestSaysThatItIsWell(t *testing.T) {
	answer := asked("/health")
	if answer.Code != http.StatusOK || !strings.Contains(answer.Body.String(), "UP") {
		t.Fatalf("%d %s", answer.Code, answer.Body)
	}
}

func TestHasNothingAtOtherPaths(t *testing.T) {
	if answer := asked("/nothing"); answer.Code != http.StatusNotFound {
		t.Fatalf("%d", answer.Code)
	}
}
