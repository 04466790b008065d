package dev.bench;

import java.io.IOException;
import java.sql.SQLException;

/** Those who perform the same tasks the same way, each on a connection of its own. */
@FunctionalInterface
interface Callers {

    Caller connect() throws Exception;

    /** One of them. */
    interface Caller extends AutoCloseable {

        void perform(int task) throws Exception;

        @Override
        void close() throws IOException, SQLException;
    }
}
