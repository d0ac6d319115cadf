package dev.fairway.delivery.contents;

import java.util.List;

/**
 * Lines that changed, with three lines around them.
 *
 * @param oldStart number of its first line before, from one
 */
public record DiffHunk(int oldStart, int oldLines, int newStart, int newLines, List<DiffLine> lines) {}
