package dev.authservice.internal;

import dev.platform.Parameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes many users over at once, as a service sends them that has them from elsewhere. */
@RestController
class ImportController {

    private final UserImport users;

    ImportController(UserImport users) {
        this.users = users;
    }

    @SecurityRequirement(name = "service")
    @Operation(
            summary = "Import users, one user document a line",
            description = "For services. A document needs id, email and username; a password counts only for somebody "
                    + "new. Somebody known becomes as the document says, and the same document again changes nothing. "
                    + "Lines that cannot be taken over are left out and told; the others count.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "200", description = "What was done, and the first errors", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "415", description = "The body is not application/x-ndjson")
    @PostMapping(path = "/internal/users/import", consumes = MediaType.APPLICATION_NDJSON_VALUE)
    ImportReport receive(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        Parameters.of(request, Map.of()).check();
        return users.take(new BodyLines(new BufferedInputStream(request.getInputStream()), users.longestLine()));
    }
}
