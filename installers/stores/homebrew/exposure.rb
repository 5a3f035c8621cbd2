cask "exposure" do
  version "${version}"
  sha256 "${dmg_sha256}"

  url "${download}/${dmg_name}"
  name "Exposure"
  desc "${summary}"
  homepage "${repository}"

  livecheck do
    url :url
    strategy :github_latest
  end

  depends_on arch: :arm64
  depends_on macos: ">= :sonoma"

  app "Exposure.app"
  binary "#{appdir}/Exposure.app/Contents/MacOS/exposure"

  # The vault goes only with `brew uninstall --zap`. Its key in the keychain stays; `exposure erase` removes both.
  zap trash: [
    "~/Library/Application Support/exposure_app",
    "~/Library/Caches/exposure_app",
    "~/Library/Logs/exposure_app",
  ]
end
