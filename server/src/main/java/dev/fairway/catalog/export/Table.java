package dev.fairway.catalog.export;

import tools.jackson.databind.node.ObjectNode;

/** A file of entities that is being written. */
interface Table extends AutoCloseable {

    void add(ObjectNode entity);

    /** Every row is there. */
    void complete();

    @Override
    void close();
}
