package dev.authservice.web;

import dev.platform.ProblemDocumentation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Adds to the documentation of each route the refusals that any route may answer with. */
@Component
class ProblemAnswers implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        ProblemDocumentation.complete(api, (path, operation) -> complete(operation));
    }

    private static void complete(Operation operation) {
        if (operation.getSecurity() != null) {
            ProblemDocumentation.add(operation, 401, "The access token is missing or invalid, or its session over");
        }
        ProblemDocumentation.add(operation, 503, "Something needed is away; see Retry-After");
    }
}
