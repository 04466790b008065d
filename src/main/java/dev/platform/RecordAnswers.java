package dev.platform;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Sends the records that controllers return to whoever takes JSON without conditions. Spring would find out first that
 * there is nothing else to choose from, which costs more than to write the answer.
 */
final class RecordAnswers implements HandlerMethodReturnValueHandler {

    private static final Set<String> ANY_JSON = Set.of(MediaType.ALL_VALUE, MediaType.APPLICATION_JSON_VALUE);

    private final WholeJson json;
    private final HandlerMethodReturnValueHandler negotiating;

    RecordAnswers(WholeJson json, HandlerMethodReturnValueHandler negotiating) {
        this.json = json;
        this.negotiating = negotiating;
    }

    @Override
    public boolean supportsReturnType(MethodParameter type) {
        return Record.class.isAssignableFrom(type.getParameterType());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object answer, MethodParameter type, ModelAndViewContainer view, NativeWebRequest request)
            throws Exception {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (answer == null || (accepted != null && !ANY_JSON.contains(accepted))) {
            negotiating.handleReturnValue(answer, type, view, request);
            return;
        }
        view.setRequestHandled(true);
        json.send(answer, Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)));
    }
}
