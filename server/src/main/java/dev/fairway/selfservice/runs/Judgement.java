package dev.fairway.selfservice.runs;

import dev.fairway.selfservice.policy.Facts;
import dev.fairway.selfservice.policy.Verdict;

/** What the rules saw of a request and what they said of it. */
public record Judgement(Facts facts, Verdict verdict) {}
