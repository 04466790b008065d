package dev.platform;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything here that a service needs as a bean. */
@Configuration(proxyBeanMethods = false)
@Import({
    AnswerTypes.class,
    ErrorPage.class,
    JsonBodies.class,
    JsonSecurity.class,
    NoParameters.class,
    ProblemAdvice.class,
    ProblemWriter.class,
    RequestId.class,
    RequestPaths.class,
    SafetyHeaders.class,
    SchedulingConfiguration.class,
    Validation.class,
    WebConfiguration.class
})
public class PlatformConfiguration {}
