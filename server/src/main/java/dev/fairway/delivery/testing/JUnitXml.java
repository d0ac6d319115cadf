package dev.fairway.delivery.testing;

import dev.fairway.delivery.testing.TestReport.Failure;
import dev.fairway.delivery.testing.TestReport.TestCounts;
import dev.fairway.shared.InvalidInput;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Counts test cases in the XML that JUnit's Ant task began, and nearly every tool writes by now: {@code testcase} elements with
 * {@code failure}, {@code error} or {@code skipped} inside. What suites say of their own sums is not looked at, as tools
 * disagree on what they count. Entities and document types are never read.
 */
final class JUnitXml {

    private static final int MOST_FAILURES = 20;
    private static final int LONGEST = 300;
    private static final XMLInputFactory FACTORY = factory();

    private final List<Failure> failures = new ArrayList<>();
    private int tests;
    private int failed;
    private int skipped;
    private double seconds;

    private String test = "";
    private @Nullable String outcome;
    private String message = "";

    private JUnitXml() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /** @throws InvalidInput naming the file by its place in the list, from 0 */
    static TestCounts of(List<String> files) {
        JUnitXml counted = new JUnitXml();
        for (int at = 0; at < files.size(); at++) {
            try {
                counted.read(files.get(at));
            } catch (XMLStreamException broken) {
                throw new InvalidInput(
                        "junit[%d]".formatted(at),
                        "is no XML of test results: line %d of it cannot be read"
                                .formatted(
                                        broken.getLocation() == null
                                                ? 0
                                                : broken.getLocation().getLineNumber()));
            }
        }
        return new TestCounts(counted.tests, counted.failed, counted.skipped, counted.seconds, counted.failures);
    }

    private void read(String file) throws XMLStreamException {
        XMLStreamReader xml = FACTORY.createXMLStreamReader(new StringReader(file));
        try {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> begin(xml);
                    case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                    default -> {}
                }
            }
        } finally {
            xml.close();
        }
    }

    private void begin(XMLStreamReader xml) throws XMLStreamException {
        switch (xml.getLocalName()) {
            case "testcase" -> {
                String group = attribute(xml, "classname");
                test = group.isEmpty() ? attribute(xml, "name") : group + "." + attribute(xml, "name");
                outcome = null;
                message = "";
                tests++;
                seconds += seconds(attribute(xml, "time"));
            }
            case "failure", "error" -> {
                outcome = "failed";
                message = attribute(xml, "message");
                if (message.isBlank()) {
                    message = text(xml);
                }
            }
            case "skipped" -> outcome = outcome == null ? "skipped" : outcome;
            default -> {}
        }
    }

    /** What is written between the tags, as far as it is text. */
    private static String text(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int next = xml.next();
        while (next == XMLStreamConstants.CHARACTERS || next == XMLStreamConstants.CDATA) {
            if (text.length() < LONGEST) {
                text.append(xml.getText());
            }
            next = xml.next();
        }
        return text.toString();
    }

    private void end(String element) {
        if (!element.equals("testcase") || outcome == null) {
            return;
        }
        if (outcome.equals("skipped")) {
            skipped++;
        } else {
            failed++;
            if (failures.size() < MOST_FAILURES) {
                failures.add(new Failure(
                        cut(test), cut(message.strip().lines().findFirst().orElse(""))));
            }
        }
        outcome = null;
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** Some tools group thousands by commas. Negative ones and what is no number count nothing. */
    private static double seconds(String time) {
        try {
            double value = Double.parseDouble(time.replace(",", ""));
            return value > 0 && Double.isFinite(value) ? value : 0;
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
