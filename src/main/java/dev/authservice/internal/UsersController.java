package dev.authservice.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.authservice.account.UserDocuments;
import dev.platform.Parameters;
import dev.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets a service read all users in pages, or one of them, e-mail addresses included. */
@RestController
@RequestMapping("/internal/users")
@SecurityRequirement(name = "service")
class UsersController {

    private final UserDocuments documents;
    private final ObjectMapper json;

    UsersController(UserDocuments documents, ObjectMapper json) {
        this.documents = documents;
        this.json = json;
    }

    @Operation(
            summary = "Users in the order of the bytes of their ids",
            description = "For services. One user a line and then {\"end\":true,\"count\":…,\"nextAfter\":…} where "
                    + "application/x-ndjson is accepted, otherwise {\"users\":[…],\"nextAfter\":…}. A page "
                    + "ends before the limit at about 8 MB. The last page's nextAfter is null; the first page tells the "
                    + "total, which is about right beyond five millions.")
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "nextAfter of the page before",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "500"))
    @ApiResponse(
            responseCode = "200",
            description = "A whole page",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE),
                @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE)
            })
    @GetMapping
    void users(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        Parameters parameters = Parameters.of(request, Map.of());
        String after = parameters.text("after", 128, 128);
        int limit = (int) parameters.whole("limit", 1, 1000).orElse(500);
        parameters.check();
        UserPage page = UserPage.of(documents, after, limit);
        boolean lines = acceptsLines(request);
        response.setContentType(lines ? MediaType.APPLICATION_NDJSON_VALUE : MediaType.APPLICATION_JSON_VALUE);
        write(lines ? page.lines() : page.object(), response.getOutputStream());
    }

    // a line at a time, so that no page is in memory as text
    private void write(Iterable<ObjectNode> lines, OutputStream out) throws IOException {
        for (ObjectNode line : lines) {
            out.write(json.writeValueAsBytes(line));
            out.write('\n');
        }
    }

    private static boolean acceptsLines(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.ACCEPT)).stream()
                .anyMatch(accept -> accept.contains(MediaType.APPLICATION_NDJSON_VALUE));
    }

    @Operation(summary = "One user as of now", description = "For services.")
    @ApiResponse(responseCode = "200", description = "The user", content = @Content)
    @ApiResponse(responseCode = "404", description = "There is no such user, or none any more")
    @GetMapping("/{id}")
    ObjectNode user(@PathVariable String id) {
        return documents
                .of(id)
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown_user", "There is no such user"));
    }
}
