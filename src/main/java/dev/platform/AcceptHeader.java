package dev.platform;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * What a caller accepts. A kind of JSON is taken for JSON, so that no answer but a problem calls itself a problem; a
 * header that cannot be read says nothing, and would otherwise leave every problem without a body.
 */
final class AcceptHeader implements ContentNegotiationStrategy {

    private final HeaderContentNegotiationStrategy header = new HeaderContentNegotiationStrategy();

    @Override
    public List<MediaType> resolveMediaTypes(NativeWebRequest request) {
        try {
            List<MediaType> types = header.resolveMediaTypes(request);
            return types.equals(MEDIA_TYPE_ALL_LIST)
                    ? types
                    : types.stream().map(AcceptHeader::json).distinct().toList();
        } catch (HttpMediaTypeNotAcceptableException e) {
            return MEDIA_TYPE_ALL_LIST;
        }
    }

    private static MediaType json(MediaType type) {
        return "json".equals(type.getSubtypeSuffix()) && !type.isWildcardSubtype()
                ? new MediaType("application", "json", type.getQualityValue())
                : type;
    }
}
