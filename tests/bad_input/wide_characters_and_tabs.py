def grüße(名前, 名前):
	値 = "日本語";	return await 値
