package dev.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** What Tomcat says of a request it refuses before any filter runs, such as a malformed path; made by class name. */
public class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus known = HttpStatus.resolve(response.getStatus());
        String title = known == null ? "Error" : known.getReasonPhrase();
        String code = Problem.defaultCode(response.getStatus());
        String id = RequestId.give(request, response);
        SafetyHeaders.add(request, response);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        try {
            response.getReporter().write("""
                            {"type":"%s","title":"%s","status":%s,"detail":"The request cannot be read","code":"%s","requestId":"%s"}
                            """.formatted(Problem.type(code), title, response.getStatus(), code, id));
            response.finishResponse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
