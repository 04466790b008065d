package dev.platform;

import dev.platform.Problem.Violation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses query parameters on routes that look at none: who sends some expects them to count. */
class NoParameters implements HandlerInterceptor, WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null
                && handler instanceof HandlerMethod method
                && isOurs(method)
                && Arrays.stream(method.getMethodParameters()).noneMatch(NoParameters::mayLookAtThem)) {
            List<Violation> unknown = QueryParameters.of(request).keySet().stream()
                    .map(name -> Violation.ofParameter(name, "unknown_parameter", "is not a parameter here"))
                    .toList();
            if (!unknown.isEmpty()) {
                throw Problem.invalidParameters(unknown);
            }
        }
        return true;
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith("dev.") && method.getBeanType() != ErrorPage.class;
    }

    private static boolean mayLookAtThem(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestParam.class)
                || HttpServletRequest.class.isAssignableFrom(parameter.getParameterType());
    }
}
