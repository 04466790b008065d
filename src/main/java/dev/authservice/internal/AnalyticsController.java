package dev.authservice.internal;

import dev.authservice.internal.UserStatistics.Counters;
import dev.platform.SignedRequests;
import dev.platform.StrictJson;
import dev.platform.Validation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes the counters that the User Service sends, signed as webhooks are. A 2xx means they are durable. */
@RestController
class AnalyticsController {

    private final SignedRequests requests;
    private final UserStatistics statistics;
    private final Validation validation;
    private final StrictJson json = new StrictJson();

    AnalyticsController(SignedRequests requests, UserStatistics statistics, Validation validation) {
        this.requests = requests;
        this.statistics = statistics;
        this.validation = validation;
    }

    /** What a delivery says. */
    record Message(@NotNull @Valid Batch data) {}

    /** The changed users. */
    record Batch(@NotNull @Size(max = 1000) List<@Valid @NotNull Counters> users) {}

    /** How many users were told of, and of how many that was news. */
    record Receipt(int received, int applied) {}

    @Operation(
            summary = "Takes changed counters from the User Service",
            description =
                    "Signed as Standard Webhooks says. The same delivery again changes nothing, nor does an older "
                            + "one; users who do not exist are left out.")
    @Parameter(name = "webhook-id", in = ParameterIn.HEADER, required = true)
    @Parameter(name = "webhook-timestamp", in = ParameterIn.HEADER, required = true)
    @Parameter(name = "webhook-signature", in = ParameterIn.HEADER, required = true)
    @ApiResponse(responseCode = "200", description = "Durable, or nothing to do", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "The body is not one JSON object in UTF-8")
    @ApiResponse(responseCode = "401", description = "The signature is missing, wrong or too old")
    @ApiResponse(responseCode = "413", description = "The body is too large")
    @ApiResponse(responseCode = "422", description = "A field is wrong; errors[] points at it")
    @PostMapping(path = "/internal/analytics", consumes = MediaType.APPLICATION_JSON_VALUE)
    Receipt receive(@Parameter(hidden = true) HttpServletRequest request) {
        SignedRequests.Delivery delivery = requests.verified(request);
        Message message = json.read(json.parse(delivery.body()), Message.class, "");
        validation.check(message, "");
        List<Counters> users = message.data().users();
        return new Receipt(users.size(), statistics.store(users));
    }
}
