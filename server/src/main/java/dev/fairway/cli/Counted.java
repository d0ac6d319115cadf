package dev.fairway.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Test cases in files of JUnit's XML, as the server counts them. */
final class Counted {

    private static final XMLInputFactory FACTORY = factory();

    private final List<String> failures = new ArrayList<>();
    private int tests;
    private int skipped;

    private Counted() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** What is no such file counts nothing. */
    static Counted of(List<Path> files) {
        Counted counted = new Counted();
        for (Path file : files) {
            try (Reader text = Files.newBufferedReader(file)) {
                counted.read(FACTORY.createXMLStreamReader(text));
            } catch (XMLStreamException | IOException noResults) {
                continue;
            }
        }
        return counted;
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        String test = "";
        boolean isDecided = true;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "testcase" -> {
                    test = "%s %s"
                            .formatted(
                                    text(xml.getAttributeValue(null, "classname")),
                                    text(xml.getAttributeValue(null, "name")))
                            .strip();
                    isDecided = false;
                    tests++;
                }
                case "failure", "error" -> {
                    if (!isDecided) {
                        failures.add(test);
                    }
                    isDecided = true;
                }
                case "skipped" -> {
                    skipped += isDecided ? 0 : 1;
                    isDecided = true;
                }
                default -> {}
            }
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    int tests() {
        return tests;
    }

    List<String> failures() {
        return failures;
    }

    /** One line, such as {@code 214 tests, 3 failed, 2 skipped}. */
    String summary() {
        return "%,d tests, %,d failed, %,d skipped".formatted(tests, failures.size(), skipped);
    }
}
