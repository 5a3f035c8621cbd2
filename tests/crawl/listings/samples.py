"""A sitemap, an index of sitemaps, and a feed of each kind."""

SITEMAP = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
  <url><loc>https://me.example/a?x=1&amp;y=2</loc>
    <image:image><image:loc>https://cdn.example/1.jpg</image:loc>
      <image:title>Ada</image:title><image:caption>Ada at sea</image:caption>
      <image:geo_location>Calais</image:geo_location></image:image></url>
  <url><loc> /b </loc></url>
</urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <sitemap><loc>https://me.example/1.xml</loc></sitemap></sitemapindex>"""

RSS = """<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>News</title>
  <image><url>/logo.png</url><title>not this</title></image>
  <item><title>One</title><link>https://me.example/one</link>
    <pubDate>Thu, 02 Jan 2020 03:04:05 +0000</pubDate><dc:creator>B. Writer</dc:creator>
    <description>&lt;p&gt;&lt;img src="/in.jpg"&gt;</description>
    <content:encoded><![CDATA[<img src="https://me.example/full.jpg">]]></content:encoded>
    <enclosure url="https://me.example/enclosed.jpg" type="image/jpeg" length="1"/>
    <enclosure url="https://me.example/sound.mp3" type="audio/mpeg" length="1"/>
    <media:content url="https://me.example/media.jpg" medium="image"/>
    <media:thumbnail url="https://me.example/small.jpg"/>
    <itunes:image href="https://me.example/cover.jpg"/></item>
  <item><guid>https://me.example/two</guid></item>
  <item><guid isPermaLink="false">tag:me</guid></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><logo>/logo.png</logo>
  <entry><title>One</title><author><name>B. Writer</name></author>
    <published>2020-01-02T03:04:05Z</published><updated>2021-01-01T00:00:00Z</updated>
    <link href="https://me.example/one"/><link rel="self" href="https://me.example/self"/>
    <link rel="enclosure" type="image/png" href="/enclosed.jpg"/>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
      <img src="/in.jpg" alt="Ada"/></div>
    </content></entry></feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "News",
    "icon": "/logo.png",
    "items": [
        {
            "url": "https://me.example/one",
            "title": "One",
            "date_published": "2020-01-02T03:04:05Z",
            "authors": [{"name": "B. Writer"}],
            "image": "/in.jpg",
            "content_html": "<img src=/full.jpg>",
            "attachments": [{"url": "/enclosed.jpg", "mime_type": "image/jpeg"}, {"url": 1}, 2],
        },
        3,
    ],
}
