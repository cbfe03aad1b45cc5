"""TikTok LIVE: through TikFinity on the seller's own machine, and the web page's payloads for decoding."""
