package dev.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Writes a problem where no controller is reached. */
@Component
public class ProblemWriter {

    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    public void write(HttpServletResponse response, HttpStatus status, String code, String detail) throws IOException {
        write(response, Problem.of(status, code, detail));
    }

    /** Writes a problem that was thrown. */
    public void write(HttpServletResponse response, ErrorResponseException problem) throws IOException {
        write(
                response,
                ResponseEntity.status(problem.getStatusCode())
                        .headers(problem.getHeaders())
                        .body(problem.getBody()));
    }

    /** Writes a problem as a controller would. */
    public void write(HttpServletResponse response, ResponseEntity<ProblemDetail> answer) throws IOException {
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        // not sent before the filters around this one are done, so that a body can still be read to its end
        response.getOutputStream().write(json.writeValueAsBytes(answer.getBody()));
    }
}
