package dev.authservice.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.authservice.account.Accounts;
import dev.authservice.account.PasswordCheck;
import dev.authservice.account.PasswordCheck.Outcome;
import dev.authservice.login.Sessions.Open;
import dev.authservice.token.AccessTokens;
import dev.platform.JsonBodies;
import dev.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets people in, keeps them in, and lets them out. */
@RestController
@RequestMapping(path = "/api/auth", consumes = MediaType.APPLICATION_JSON_VALUE)
class LoginController {

    private final JsonBodies bodies;
    private final PasswordCheck passwords;
    private final Sessions sessions;
    private final Accounts accounts;
    private final AccessTokens accessTokens;
    private final TransactionTemplate transactions;

    LoginController(
            JsonBodies bodies,
            PasswordCheck passwords,
            Sessions sessions,
            Accounts accounts,
            AccessTokens accessTokens,
            TransactionTemplate transactions) {
        this.bodies = bodies;
        this.passwords = passwords;
        this.sessions = sessions;
        this.accounts = accounts;
        this.accessTokens = accessTokens;
        this.transactions = transactions;
    }

    /** Who wants in. */
    record Login(
            @NotNull @Size(max = 254) String email,
            @NotNull @Size(max = 1024) String password) {}

    /** The token of the answer before. */
    record Refresh(@NotNull @Size(max = 128) String refreshToken) {}

    /** An access token for {@code expiresIn} seconds, and what to get the next one with. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tokens(
            String tokenType,
            String accessToken,
            long expiresIn,
            String refreshToken,
            String sessionId,
            String userId) {}

    @Operation(
            summary = "Log in",
            description = "A wrong password, an address without an account and an account without a password are told"
                    + " apart by nothing. After five wrong ones in a row nobody is heard for a while.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Login.class)))
    @ApiResponse(responseCode = "200", description = "A new session", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "The body is not one JSON object in UTF-8")
    @ApiResponse(responseCode = "401", description = "Address or password is wrong")
    @ApiResponse(responseCode = "403", description = "The password is right, but the account is suspended")
    @ApiResponse(responseCode = "413", description = "The body is too large")
    @ApiResponse(responseCode = "415", description = "The body is not JSON")
    @ApiResponse(responseCode = "422", description = "A field is missing or unknown; errors[] points at it")
    @ApiResponse(
            responseCode = "429",
            description = "Too many wrong passwords, or requests from this network; see Retry-After")
    @PostMapping("/login")
    Tokens logIn(@Parameter(hidden = true) HttpServletRequest request) {
        Login login = bodies.read(request, Login.class);
        return switch (passwords.check(login.email(), login.password())) {
            case Outcome.Right right ->
                tokens(sessions.begin(right.proof(), Device.of(request)).orElseThrow(LoginController::wrong));
            case Outcome.Wrong _ -> throw wrong();
            case Outcome.TooMany tooMany -> throw PasswordCheck.tooMany(tooMany.pause());
        };
    }

    @Operation(
            summary = "Get the next access token",
            description =
                    "A refresh token is good once; the answer holds the next. One that comes back ends the session.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Refresh.class)))
    @ApiResponse(responseCode = "200", description = "The same session goes on", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "The body is not one JSON object in UTF-8")
    @ApiResponse(responseCode = "401", description = "The token is unknown or used, or its session has ended")
    @ApiResponse(responseCode = "415", description = "The body is not JSON")
    @ApiResponse(responseCode = "422", description = "A field is missing or unknown; errors[] points at it")
    @ApiResponse(responseCode = "429", description = "Too many requests from this network; see Retry-After")
    @PostMapping("/refresh")
    Tokens refresh(@Parameter(hidden = true) HttpServletRequest request) {
        Refresh refresh = bodies.read(request, Refresh.class);
        // in one transaction: who is told to try again must find the token unused
        Optional<Tokens> next = Objects.requireNonNull(transactions.execute(transaction ->
                sessions.carryOn(new RefreshToken(refresh.refreshToken())).map(this::tokens)));
        return next.orElseThrow(() ->
                Problem.of(HttpStatus.UNAUTHORIZED, "invalid_refresh_token", "The session has ended; log in again"));
    }

    @Operation(summary = "End a session", description = "By its refresh token, whether that is still good or not.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Refresh.class)))
    @ApiResponse(responseCode = "204", description = "It has ended")
    @ApiResponse(responseCode = "400", description = "The body is not one JSON object in UTF-8")
    @ApiResponse(responseCode = "415", description = "The body is not JSON")
    @ApiResponse(responseCode = "422", description = "A field is missing or unknown; errors[] points at it")
    @PostMapping("/logout")
    ResponseEntity<Void> logOut(@Parameter(hidden = true) HttpServletRequest request) {
        sessions.end(new RefreshToken(bodies.read(request, Refresh.class).refreshToken()));
        return ResponseEntity.noContent().build();
    }

    private Tokens tokens(Open open) {
        accounts.seen(open.account().id());
        return new Tokens(
                "Bearer",
                accessTokens.issue(
                        open.account().id(),
                        open.sessionId(),
                        open.account().roles().stream().map(Enum::name).toList()),
                accessTokens.lifetime().toSeconds(),
                open.token().secret(),
                open.sessionId(),
                open.account().id());
    }

    private static ErrorResponseException wrong() {
        return Problem.of(HttpStatus.UNAUTHORIZED, "invalid_credentials", "E-mail address or password is wrong");
    }
}
