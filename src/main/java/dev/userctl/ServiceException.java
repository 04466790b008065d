package dev.userctl;

import java.util.Locale;

/** The service refused, or could not be asked; the message is for a person. */
final class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    private ServiceException(String message, String code) {
        super(message);
        this.code = code;
    }

    static ServiceException refused(String detail, String code) {
        return new ServiceException(detail, code.toLowerCase(Locale.ROOT).replace('-', '_'));
    }

    static ServiceException unreachable(String what) {
        return new ServiceException(what, "unreachable");
    }

    static ServiceException usage(String what) {
        return new ServiceException(what, "usage");
    }

    boolean is(String what) {
        return code.equals(what);
    }
}
