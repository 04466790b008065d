package dev.userservice.web;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;

/**
 * What a caller accepts. A kind of JSON is taken for JSON, so that no answer but a problem calls itself a problem; and a
 * header that cannot be read is refused once only, so that the refusal has a body.
 */
final class AcceptHeader implements ContentNegotiationStrategy {

    private static final String REFUSED = AcceptHeader.class.getName();

    private final HeaderContentNegotiationStrategy header = new HeaderContentNegotiationStrategy();

    @Override
    public List<MediaType> resolveMediaTypes(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
        if (request.getAttribute(REFUSED, RequestAttributes.SCOPE_REQUEST) != null) {
            return MEDIA_TYPE_ALL_LIST;
        }
        try {
            return header.resolveMediaTypes(request).stream()
                    .map(AcceptHeader::json)
                    .distinct()
                    .toList();
        } catch (HttpMediaTypeNotAcceptableException e) {
            request.setAttribute(REFUSED, true, RequestAttributes.SCOPE_REQUEST);
            throw e;
        }
    }

    private static MediaType json(MediaType type) {
        return "json".equals(type.getSubtypeSuffix()) && !type.isWildcardSubtype()
                ? new MediaType("application", "json", type.getQualityValue())
                : type;
    }
}
