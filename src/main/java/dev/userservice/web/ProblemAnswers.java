package dev.userservice.web;

import dev.platform.ProblemDocumentation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Adds to the documentation of each route the refusals that it shares with others. */
@Component
class ProblemAnswers implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        ProblemDocumentation.complete(api, ProblemAnswers::complete);
    }

    private static void complete(String path, Operation operation) {
        ProblemDocumentation.add(
                operation, 400, "The request is malformed, or a parameter is unknown or wrong; errors[] names it");
        ProblemDocumentation.add(operation, 401, "The access token is missing, or not to be believed");
        if (!WebhookRoutes.include(path)) {
            if (path.matches("/(sync|admin)/.*|/analytics/changes")) {
                ProblemDocumentation.add(operation, 403, "The access token does not allow it");
            }
            operation.getResponses().putIfAbsent("429", tooMany());
        }
        if (operation.getRequestBody() != null) {
            ProblemDocumentation.add(operation, 408, "The body took too long");
            ProblemDocumentation.add(operation, 413, "The body has more than 256 KiB");
            ProblemDocumentation.add(operation, 415, "The body is not application/json");
            ProblemDocumentation.add(operation, 422, "A field is wrong; errors[] points at it");
        }
        ProblemDocumentation.add(
                operation, 503, "Something needed for an answer is away; Retry-After says when to try again");
    }

    private static ApiResponse tooMany() {
        return new ApiResponse()
                .description("Too many requests of this kind in a minute")
                .addHeaderObject("Retry-After", header("Seconds until the next may be sent", new IntegerSchema()))
                .addHeaderObject("RateLimit-Policy", header("The budget, on every answer", new StringSchema()))
                .addHeaderObject("RateLimit", header("What is left of it, on every answer", new StringSchema()));
    }

    private static Header header(String description, Schema<?> schema) {
        return new Header().description(description).schema(schema);
    }
}
