"""A Scrapy spider that follows every link and fetches every picture: what `crawl.py` races against.

python benchmarks/_scrapy_spider.py URL      prints [pages, pictures, seconds]
"""

import json
import sys
from collections.abc import Iterator
from time import perf_counter

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Request, Response


class Spider(scrapy.Spider):
    """Pages by `parse`, pictures by `picture`."""

    name = "bench"
    start_urls = [sys.argv[1]]  # noqa: RUF012 - as Scrapy documents it
    pages = 0
    pictures = 0

    def parse(self, response: Response) -> Iterator[Request]:
        """Follow what a page shows and links to."""
        Spider.pages += 1
        for source in response.css("img::attr(src)").getall():
            yield response.follow(source, self.picture)
        for link in response.css("a::attr(href)").getall():
            yield response.follow(link, self.parse)

    def picture(self, _response: Response) -> None:
        """Count."""
        Spider.pictures += 1


if __name__ == "__main__":
    process = CrawlerProcess(
        settings={
            "LOG_ENABLED": False,
            "ROBOTSTXT_OBEY": True,
            "DOWNLOAD_DELAY": 0,
            "TELNETCONSOLE_ENABLED": False,
        }
    )
    process.crawl(Spider)
    began = perf_counter()
    process.start()
    print(json.dumps([Spider.pages, Spider.pictures, perf_counter() - began]))
