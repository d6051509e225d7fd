internal import Chat
