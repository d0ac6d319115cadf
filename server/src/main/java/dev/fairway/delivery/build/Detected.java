package dev.fairway.delivery.build;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a repository seems to be written in.
 *
 * @param template name of the central Dockerfile for it
 * @param arguments that the repository itself says, such as its version of the language
 * @param because one sentence for each thing that was taken from a file, with the file
 * @param doubts one sentence for each thing that no file says and a person should look at
 */
public record Detected(String template, ObjectNode arguments, List<String> because, List<String> doubts) {}
