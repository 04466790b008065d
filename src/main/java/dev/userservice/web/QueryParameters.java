package dev.userservice.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The query parameters of a request. */
public final class QueryParameters {

    // set by Tomcat, which otherwise goes on without the parameters it could not read
    private static final String UNREADABLE = "org.apache.catalina.parameter_parse_failed";

    private QueryParameters() {}

    /** All values by name; a 400 problem if one of them is not properly encoded. */
    public static Map<String, String[]> of(HttpServletRequest request) {
        Map<String, String[]> parameters = request.getParameterMap();
        if (request.getAttribute(UNREADABLE) != null) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "malformed_query", "The query string is not properly encoded");
        }
        return parameters;
    }
}
