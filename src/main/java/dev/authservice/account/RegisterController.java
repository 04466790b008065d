package dev.authservice.account;

import dev.platform.JsonBodies;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets anybody have an account. */
@RestController
class RegisterController {

    private static final URI PROFILE = URI.create("/api/auth/users/profile");

    private final JsonBodies bodies;
    private final Registration registration;

    RegisterController(JsonBodies bodies, Registration registration) {
        this.bodies = bodies;
        this.registration = registration;
    }

    @Operation(
            summary = "Make an account",
            description = "email, username and password, and any field of the profile. roles says what the account is"
                    + " found as: INFLUENCER, BRAND, CREW, several, or none.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema =
                                    @Schema(
                                            allOf = {
                                                ProfileFields.Named.class,
                                                Registration.Beginning.class,
                                                Profile.class
                                            })))
    @ApiResponse(responseCode = "201", description = "The account", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "The body is not one JSON object in UTF-8")
    @ApiResponse(responseCode = "409", description = "email_taken or username_taken")
    @ApiResponse(responseCode = "413", description = "The body is too large")
    @ApiResponse(responseCode = "415", description = "The body is not JSON")
    @ApiResponse(responseCode = "422", description = "A field is wrong; errors[] points at it")
    @ApiResponse(responseCode = "429", description = "Too many requests from this network; see Retry-After")
    @PostMapping(path = "/api/auth/register", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Account> register(@Parameter(hidden = true) HttpServletRequest request) {
        return ResponseEntity.created(PROFILE).body(registration.register(bodies.object(request)));
    }
}
