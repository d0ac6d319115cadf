package dev.fairway.delivery.transfer;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/**
 * A request whose body says that there is more until it has ended. JGit takes "nothing has come yet" for the end when it has
 * read as much as a push may send, and then tells a slow client of a broken pack instead of the limit.
 */
class PatientRequest extends HttpServletRequestWrapper {

    PatientRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Body(super.getInputStream());
    }

    private static class Body extends ServletInputStream {

        private final ServletInputStream source;

        Body(ServletInputStream source) {
            this.source = source;
        }

        @Override
        public int available() throws IOException {
            return source.isFinished() ? 0 : Math.max(1, source.available());
        }

        @Override
        public int read() throws IOException {
            return source.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return source.read(into, from, length);
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
